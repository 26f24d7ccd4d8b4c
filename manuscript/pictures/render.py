#!/usr/bin/env python3
"""Draws the PNG pictures of the sample from their SVG sources.

    python3 manuscript/pictures/render.py

Needs Chromium and Pillow. The lettering comes from the project's own fonts/ folder, so it is the
same on every machine. The PNGs are RGB without alpha and carry their print resolution.
"""
import pathlib
import subprocess
import tempfile

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "fonts"
FACES = {
    ("Source Sans 3", 400): "source-sans-3/SourceSans3-Regular.otf",
    ("Source Sans 3", 600): "source-sans-3/SourceSans3-Semibold.otf",
    ("Source Serif 4 Display", 400): "source-serif-4/SourceSerif4Display-Regular.otf",
    ("Source Serif 4 Display", 600): "source-serif-4/SourceSerif4Display-Semibold.otf",
}
# Source, result, width and height in pixels, pixels per inch.
PICTURES = [
    ("a-series.svg", HERE / "a-series.png", 1323, 930, 400),
    ("cover.svg", HERE.parent / "cover.png", 1810, 2560, 300),
]


def page(svg: str, width: int, height: int) -> str:
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};"
        f"src:url('{(FONTS / path).as_uri()}')}}"
        for (family, weight), path in FACES.items()
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>{faces}html,body{{margin:0}}"
        f"svg{{display:block;width:{width}px;height:{height}px}}</style>{svg}"
    )


def render(source: str, result: pathlib.Path, width: int, height: int, ppi: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        html = pathlib.Path(folder, "picture.html")
        shot = pathlib.Path(folder, "picture.png")
        html.write_text(page((HERE / source).read_text("utf-8"), width, height), "utf-8")
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--force-color-profile=srgb", "--disable-lcd-text",
                "--allow-file-access-from-files", "--virtual-time-budget=2000",
                f"--user-data-dir={folder}/profile", f"--window-size={width},{height}",
                f"--screenshot={shot}", html.as_uri(),
            ],
            check=True, capture_output=True,
        )
        Image.open(shot).convert("RGB").save(result, optimize=True, dpi=(ppi, ppi))
        print(f"{result.name}: {width} x {height} px, {ppi} ppi, {result.stat().st_size} bytes")


for picture in PICTURES:
    render(*picture)

"""What the validator wrappers share: where the tools are, how findings are printed, and the exit codes.

0: every file is clean; 1: there are findings; 2: a validator could not run.
"""

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("RECTO_VALIDATORS") or ROOT / "target/validators").absolute()

# Runs are short: a lean collector and the first compiler tier start in half the time.
JAVA = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]


# In seconds. A verdict takes ten at most; a hung browser would hold up everything.
PATIENCE = 600


class CouldNotRun(Exception):
    """The validator gave no verdict; the message says why."""


@dataclass(frozen=True)
class Finding:
    """One objection of a validator, in its own words, and the places it holds for."""

    rule: str
    message: str
    severity: str = "error"
    places: tuple = ()

    def __str__(self):
        message = " ".join(self.message.split())
        return "\n    at ".join([f"  {self.severity} {self.rule}: {message}", *self.places])


def arguments(description):
    """A parser that takes the files to judge; wrappers add options of their own."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("files", nargs="+", type=existing_file, metavar="FILE")
    return parser


def existing_file(text):
    """A file on disk; a name that leads nowhere is a mistake of the caller, not a finding."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


def installed(path):
    """A file that tests/validators/install puts in place."""
    path = HOME / path
    if not path.exists():
        raise CouldNotRun(f"{path} is missing: run tests/validators/install")
    return path


def run(command, **options):
    """Runs a validator to its end and returns what it printed and its exit code."""
    if shutil.which(command[0]) is None:
        raise CouldNotRun(f"{command[0]} is missing: run tests/validators/install")
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, errors="replace", **options) as process:
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.terminate()  # asked, Ace takes its browser with it
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
            raise CouldNotRun(f"{command[0]} gave no verdict in {PATIENCE} s") from None
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def no_verdict(validator, path, done):
    """The error for a validator that stopped without a report, with its last words."""
    words = (done.stderr.strip() or done.stdout.strip())[-2000:]
    return CouldNotRun(f"{validator} gave no verdict on {path} (exit code {done.returncode})\n{words}")


def report(validator, path, findings):
    """Prints the verdict on one file and returns whether it is clean."""
    if not findings:
        print(f"{path}: clean by {validator}")
        return True
    print(f"{path}: {len(findings)} finding(s) by {validator}")
    for finding in findings:
        print(finding)
    return False


def main(verdicts):
    """Runs `verdicts`, which yields whether each file is clean, and exits with the code for all of them."""
    try:
        clean = all(list(verdicts()))
    except CouldNotRun as error:
        sys.stdout.flush()
        print(f"could not run: {error}", file=sys.stderr)
        sys.exit(2)
    sys.exit(0 if clean else 1)

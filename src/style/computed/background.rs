//! Computed values of backgrounds: the picture behind a box or a page, how large it is and where (CSS Backgrounds 3, 2).

use crate::base::{Length, Pt, Rect, Size};
use crate::model::PictureId;

/// A picture behind a box or a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Background {
    /// `background-image`.
    pub image: Option<BackgroundImage>,
    /// `background-size`.
    pub size: BackgroundSize,
    /// `background-position`: from the left and from the top. A share is of the room that the picture leaves.
    pub position: [Length; 2],
    /// `background-repeat`: whether it is repeated across and down.
    pub repeat: [bool; 2],
}

/// A picture that a stylesheet asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BackgroundImage {
    /// Its file.
    pub picture: PictureId,
    /// How large it is by itself; a drawing that does not say so is infinitely large, in its proportions.
    pub own: Size,
    /// Its height as a share of its width.
    pub ratio: f32,
}

/// `background-size`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BackgroundSize {
    /// As small as fills the area.
    Cover,
    /// As large as fits into the area.
    Contain,
    /// So wide and so high; `None` is what keeps its proportions, or its own size.
    Sides([Option<Length>; 2]),
}

impl BackgroundSize {
    /// As large as the picture is by itself.
    pub const OWN: Self = Self::Sides([None, None]);
}

impl BackgroundImage {
    /// The size at which it stands in an area (CSS Backgrounds 3, 2.9).
    fn sized(self, size: BackgroundSize, area: Size) -> Size {
        let of_width = |width| Size { width, height: width * self.ratio };
        let of_height = |height| Size { width: height / self.ratio, height };
        let fitting = if area.height < area.width * self.ratio { of_height(area.height) } else { of_width(area.width) };
        match size {
            BackgroundSize::Contain => fitting,
            BackgroundSize::Cover if fitting.width < area.width => of_width(area.width),
            BackgroundSize::Cover => of_height(area.height),
            BackgroundSize::Sides([Some(width), Some(height)]) => Size { width: width.of(area.width), height: height.of(area.height) },
            BackgroundSize::Sides([Some(width), None]) => of_width(width.of(area.width)),
            BackgroundSize::Sides([None, Some(height)]) => of_height(height.of(area.height)),
            BackgroundSize::Sides([None, None]) if self.own.width.0.is_finite() => self.own,
            BackgroundSize::Sides([None, None]) => fitting,
        }
    }
}

impl Background {
    /// No picture.
    pub const NONE: Self = Self { image: None, size: BackgroundSize::OWN, position: [Length::ZERO; 2], repeat: [true; 2] };

    /// The picture and where one of it stands, if there is one that can be seen. On a page, `edge` is how far the area
    /// runs over the trim: lengths count from there, shares from the area's own edges.
    pub fn placed(&self, area: Rect, edge: Pt) -> Option<(PictureId, Rect)> {
        let image = self.image?;
        let size = image.sized(self.size, Size { width: area.width, height: area.height });
        if size.width.0 <= 0.0 || size.height.0 <= 0.0 {
            return None;
        }
        let at = |position: Length, room| {
            let (counted, share) = match position {
                Length::Fixed(fixed) => (fixed.0 != 0.0, 0.0),
                Length::Share(share) => (false, share),
                Length::Sum(_, share) => (true, share),
            };
            position.of(room) + if counted { edge * (1.0 - 2.0 * share) } else { Pt::ZERO }
        };
        let [across, down] = self.position;
        let x = area.x + at(across, area.width - size.width);
        let y = area.y + at(down, area.height - size.height);
        Some((image.picture, Rect { x, y, width: size.width, height: size.height }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: Pt(10.0), y: Pt(20.0), width: Pt(200.0), height: Pt(100.0) };

    /// Where a picture of 40 by 80 points stands in the area.
    fn placed(size: BackgroundSize, position: [Length; 2]) -> [f32; 4] {
        let own = Size { width: Pt(40.0), height: Pt(80.0) };
        let image = Some(BackgroundImage { picture: PictureId(0), own, ratio: 2.0 });
        let background = Background { image, size, position, repeat: [false; 2] };
        let (_, tile) = background.placed(AREA, Pt(9.0)).expect("it has a size");
        [tile.x.0, tile.y.0, tile.width.0, tile.height.0]
    }

    #[test]
    fn pictures_are_as_large_as_they_shall_be() {
        let [none, middle] = [[Length::ZERO; 2], [Length::Share(0.5); 2]];
        let sides = |width, height| BackgroundSize::Sides([width, height]);
        assert_eq!(placed(BackgroundSize::OWN, none), [10.0, 20.0, 40.0, 80.0]);
        assert_eq!(placed(BackgroundSize::Cover, middle), [10.0, -130.0, 200.0, 400.0]);
        assert_eq!(placed(BackgroundSize::Contain, middle), [85.0, 20.0, 50.0, 100.0]);
        assert_eq!(placed(sides(Some(Length::Share(1.0)), Some(Length::Share(1.0))), none), [10.0, 20.0, 200.0, 100.0]);
        assert_eq!(placed(sides(Some(Length::Fixed(Pt(10.0))), None), none), [10.0, 20.0, 10.0, 20.0]);
        assert_eq!(placed(sides(None, Some(Length::Share(0.5))), [Length::Share(1.0); 2]), [185.0, 70.0, 25.0, 50.0]);
    }

    #[test]
    fn lengths_count_from_the_trim_and_shares_from_the_bleed() {
        let own = BackgroundSize::OWN;
        assert_eq!(placed(own, [Length::Fixed(Pt(5.0)), Length::Share(1.0)])[..2], [24.0, 40.0]);
        assert_eq!(placed(own, [Length::Sum(Pt(-5.0), 1.0), Length::ZERO])[..2], [156.0, 20.0]);
    }
}

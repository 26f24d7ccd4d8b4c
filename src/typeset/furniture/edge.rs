//! The three boxes along one edge of a page: how wide each may be (CSS Paged Media 3, 5.3.2).

use crate::base::Pt;

/// Where each of the boxes at the left, in the middle and at the right lies: how far from the left edge, and how wide it
/// is. The widths given are those of their words on one line, and zero where there is no box.
///
/// Where there is room for all, each box has the whole edge, as its words are kept apart by where they stand in it. Else
/// each has a share, the middle one in the middle of the edge.
pub(in crate::typeset) fn shares([left, middle, right]: [Pt; 3], room: Pt) -> [(Pt, Pt); 3] {
    let side = left.max(right);
    if middle == Pt::ZERO {
        if left + right <= room {
            return [(Pt::ZERO, room); 3];
        }
        let share = room * (left / (left + right));
        return [(Pt::ZERO, share), (Pt::ZERO, room), (share, room - share)];
    }
    let whole = middle + side * 2.0;
    if whole <= room || side == Pt::ZERO {
        return [(Pt::ZERO, room); 3];
    }
    let share = room * (middle / whole);
    let beside = (room - share) / 2.0;
    [(Pt::ZERO, beside), (beside, share), (room - beside, beside)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_share_an_edge_only_where_they_must() {
        let room = Pt(100.0);
        assert_eq!(shares([Pt(30.0), Pt(30.0), Pt(20.0)], room), [(Pt::ZERO, room); 3]);
        assert_eq!(shares([Pt(150.0), Pt::ZERO, Pt(50.0)], room), [(Pt::ZERO, Pt(75.0)), (Pt::ZERO, room), (Pt(75.0), Pt(25.0))]);
        assert_eq!(shares([Pt(50.0), Pt(100.0), Pt(10.0)], room), [(Pt::ZERO, Pt(25.0)), (Pt(25.0), Pt(50.0)), (Pt(75.0), Pt(25.0))]);
        assert_eq!(shares([Pt::ZERO, Pt(150.0), Pt::ZERO], room), [(Pt::ZERO, room); 3]);
    }
}

"""What hasty readers take a damaged table for: tables on which a question should have another answer."""

from msgspec.structs import replace

from synth.verifiers.logic.buggy_tables.tables import Damage, Table, undone

BROKEN = (ValueError, KeyError, TypeError, OverflowError)
"""What undoing the wrong damage may end in."""


def restored(shown: Table, damages: list[Damage]) -> Table | None:
    """The table with these damages undone; None where that can't be."""
    try:
        return undone(shown, damages)
    except BROKEN:
        return None


def misread(shown: Table, damages: tuple[Damage, ...]) -> list[Table]:
    """What a hasty reader takes for the table: as it stands, without undoing one of the damages, undoing them from the first to the
    last, or moving values on instead of back."""
    right = undone(shown, damages)
    overlooked = [restored(shown, []), *(restored(shown, [*damages[:place], *damages[place + 1 :]]) for place in range(len(damages)))]
    other_ways = [restored(shown, list(damages[::-1])), moved_on(shown, damages)]
    return [table for table in overlooked if table] + [table for table in other_ways if table and table != right]


def moved_on(shown: Table, damages: tuple[Damage, ...]) -> Table | None:
    """The table when what moved is moved once more instead of back; None where nothing moved, or that can't be done."""
    table, moves = shown, False
    for damage in reversed(damages):
        if damage.kind == "rotate":
            values = table[damage.columns[0]]
            table, moves = table | {damage.columns[0]: values[-damage.number :] + values[: -damage.number]}, True
            continue
        again = damage.kind in ("slide", "headings") and len(damage.columns) > 2
        back = restored(table, [replace(damage, columns=damage.columns[::-1]) if again else damage])
        if back is None:
            return None
        table, moves = back, moves or again
    return table if moves else None

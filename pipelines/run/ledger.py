"""The accounts of a run: what each stream was asked for and gave, which streams are exhausted, and how much to draw next."""

from math import ceil

from synth.pipelines.run.plan import Plan
from synth.pipelines.run.quotas import shares
from synth.pipelines.run.splits import kept_share
from synth.schemas.manifest import FileEntry, Marker, Tally

PROBE = 64  # fewest draws of a make-up round that fall into one of the run's splits, about, so that an exhausted level shows
EXHAUSTED = 0.02  # share of new problems among a round's draws in the splits, below which a level is exhausted
LIMIT = 50  # draws in the splits for each row wanted, after which a level counts as exhausted whatever the reason


class Ledger:
    """Totals of the run so far, a number for each stream. Nothing here grows with the number of rows but the list of files, which is kept
    as text: 150 bytes a file.

    targets: rows wanted of each stream, which change when exhausted streams pass on what they cannot give. tallies: what became of each
    stream's draws. exhausted: the rows that each exhausted stream gave, by stream number.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.targets = [stream.quota for stream in plan.streams]
        self.tallies = [Tally(i) for i in range(len(plan.streams))]
        self.exhausted: dict[int, int] = {}
        self._files = bytearray()  # a line of JSON each
        self._before = list(self.tallies)  # at the end of the round before

    def add(self, marker: Marker) -> None:
        """Take a finished shard in."""
        for tally in marker.tallies:
            self.tallies[tally.stream] = self.tallies[tally.stream].plus(tally)
        for entry in marker.files:
            self._files += entry.to_json().encode() + b"\n"

    @property
    def files(self) -> list[FileEntry]:
        """The files published so far."""
        return [FileEntry.from_json(line) for line in bytes(self._files).splitlines()]

    @property
    def rows(self) -> int:
        """Rows written so far."""
        return sum(tally.made for tally in self.tallies)

    def remaining(self) -> dict[int, int]:
        """Rows that each stream still has to give."""
        return {i: target - tally.made for i, (target, tally) in enumerate(zip(self.targets, self.tallies, strict=True))}

    def close_round(self) -> list[int]:
        """Find the exhausted streams, share out what they cannot give, and return the draws of each stream for the next round: a tenth
        more than the rate of this round asks for, within bounds; 0 for a stream that is done or exhausted."""
        kept = kept_share(self.plan.splits)
        rates = [self._close_stream(i, kept) for i in range(len(self.targets))]
        self._before = list(self.tallies)
        if self.plan.when_exhausted == "redistribute":
            self._redistribute()
        self._gather()
        draws: list[int] = []
        for i, (remaining, stream) in enumerate(zip(self.remaining().values(), self.plan.streams, strict=True)):
            if i in self.exhausted or remaining < stream.max_members:
                draws.append(0)
                continue
            rate = max(rates[i], EXHAUSTED * kept) if rates[i] else kept * stream.max_members
            draws.append(max(min(ceil(1.1 * remaining / rate), ceil(4 * self.targets[i] / kept)), ceil(PROBE / kept)))
        return draws

    def _close_stream(self, i: int, kept: float) -> float:
        """Note whether a stream is exhausted. Returns the rows a draw of this round."""
        now, before = self.tallies[i], self._before[i]
        draws, made = now.draws - before.draws, now.made - before.made
        members, target = self.plan.streams[i].max_members, self.targets[i]
        # Excluded draws say nothing about what is left, but they do not go on for ever either; nor do those held out.
        counted = draws - (now.excluded - before.excluded) - (now.held_out - before.held_out)
        nothing_new = counted >= PROBE // 2 and made < EXHAUSTED * members * counted
        if target - now.made >= members and i not in self.exhausted and (nothing_new or now.draws * kept > LIMIT * (target + PROBE)):
            self.exhausted[i] = now.made
        return made / draws if draws else 0.0

    def _redistribute(self) -> None:
        """Share what the exhausted streams cannot give among the others, in proportion to their quotas."""
        live = [i for i in range(len(self.targets)) if i not in self.exhausted]
        missing = sum(self.targets[i] - self.tallies[i].made for i in self.exhausted)
        if missing and live:
            for i in self.exhausted:
                self.targets[i] = self.tallies[i].made
            for i, more in zip(live, shares(missing, [max(self.plan.streams[j].quota, 1) for j in live]), strict=True):
                self.targets[i] += more

    def _gather(self) -> None:
        """Remainders too small for another family add up in one stream, so that a run ends less than one family short, whatever the
        number of its streams."""
        remaining, members = self.remaining(), [stream.max_members for stream in self.plan.streams]
        live = [i for i in remaining if i not in self.exhausted]
        small = [i for i in live if 0 < remaining[i] < members[i]]
        if not small:
            return
        large = [i for i in live if remaining[i] >= members[i]]
        receiver = min(large or [i for i in live if members[i] == 1] or small, key=lambda i: (members[i], i))
        for i in small:
            if i != receiver:
                self.targets[i] -= remaining[i]
                self.targets[receiver] += remaining[i]

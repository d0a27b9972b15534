"""Which stocks follow each other: the longest chain first, then those that hang on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence


class Chains:
    """Stocks that flows connect; flows that go back to where they came from do not count."""

    def __init__(
        self, stocks: Sequence[int], edges: Sequence[tuple[int, int]], fed: Sequence[int]
    ) -> None:
        self.stocks = list(stocks)
        self.after: dict[int, list[int]] = defaultdict(list)
        self.before: dict[int, list[int]] = defaultdict(list)
        self.around: dict[int, dict[int, None]] = defaultdict(dict)
        for a, b in edges:
            self.around[a][b] = self.around[b][a] = None
        forward = self._forward(edges, fed)
        for a, b in forward:
            self.after[a].append(b)
            self.before[b].append(a)
        out = {a for a, _ in edges}
        self.returning = {at for at in stocks if at in out and not self.after[at]}
        if len(self.returning) == len(stocks):
            self.returning = set()

    def _forward(
        self, edges: Sequence[tuple[int, int]], fed: Sequence[int]
    ) -> list[tuple[int, int]]:
        """Flows that close no circle, walked from where material comes in (depth first)."""
        ways: dict[int, dict[int, None]] = defaultdict(dict)
        for a, b in edges:
            ways[a][b] = None
        entered = {b for _, b in edges}
        starts = [at for at in self.stocks if at not in entered]
        starts += [at for at in self.stocks if at in set(fed)]
        forward: list[tuple[int, int]] = []
        seen: set[int] = set()
        for start in [*starts, *self.stocks]:
            if start not in seen:
                self._walk(start, ways, seen, forward)
        return forward

    @staticmethod
    def _walk(
        start: int,
        ways: Mapping[int, Collection[int]],
        seen: set[int],
        forward: list[tuple[int, int]],
    ) -> None:
        seen.add(start)
        on_path = {start}
        stack = [(start, iter(ways.get(start, ())))]
        while stack:
            at, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                on_path.discard(at)
            elif following not in on_path:
                forward.append((at, following))
                if following not in seen:
                    seen.add(following)
                    on_path.add(following)
                    stack.append((following, iter(ways.get(following, ()))))

    def longest(self) -> list[int]:
        """The longest chain; among equals, the one through what is mentioned first."""
        usable = [at for at in self.stocks if at not in self.returning]
        return self._longest_in(usable, self.after, usable)

    def next_beside(self, placed: Collection[int]) -> int | None:
        """The first stock without a place that is beside one with a place."""
        waiting = [at for at in self.stocks if at not in placed]
        beside = [at for at in waiting if any(other in placed for other in self.around[at])]
        after = [at for at in beside if any(other in placed for other in self.before[at])]
        chained = [at for at in after if at not in self.returning]
        for choice in (chained, after, beside):
            if choice:
                return max(choice, key=lambda at: (len(self.chain_from(at, placed)[0]), -at))
        return None

    def beside(self, stock: int) -> list[int]:
        return list(self.around[stock])

    def chain_from(self, stock: int, placed: Collection[int]) -> tuple[list[int], int]:
        """The chain that goes on from a stock (+1) or leads up to it (-1), among those unplaced."""
        free = [at for at in self.stocks if at not in placed and at not in self.returning]
        free = [*dict.fromkeys([stock, *free])]
        follows = any(other in placed for other in self.before[stock])
        if follows or stock in self.returning:
            return self._longest_in([stock], self.after, free), 1
        return self._longest_in([stock], self.before, free), -1

    def _longest_in(
        self, starts: Sequence[int], ways: Mapping[int, list[int]], usable: Sequence[int]
    ) -> list[int]:
        """Among equals, the one that fewest other chains join, then the one mentioned first."""
        allowed = set(usable)
        best: dict[int, tuple[int, int, int | None]] = {}

        def length(at: int) -> tuple[int, int]:
            stack = [at]
            while stack:
                top = stack[-1]
                nexts = [to for to in ways.get(top, ()) if to in allowed]
                open_ones = [to for to in nexts if to not in best]
                if top in best or not open_ones:
                    stack.pop()
                    choice = max(nexts, key=lambda to: (*best[to][:2], -to), default=None)
                    after = (0, 0) if choice is None else best[choice][:2]
                    best[top] = (after[0] + 1, after[1] - len(self.before[top]), choice)
                else:
                    stack.append(open_ones[0])
            return best[at][:2]

        at: int | None = max(starts, key=lambda start: (*length(start), -start))
        chain = []
        while at is not None:
            chain.append(at)
            at = best[at][2]
        return chain

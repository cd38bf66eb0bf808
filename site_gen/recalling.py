"""What is slow to find of a site, remembered between builds by its name and what it comes from."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from site_gen.memo import Memo
from site_gen.site.recall import Make, Recall, Wanted

_KIND: Final = "search"
_SEAL_BYTES: Final = 16
_NONE: Final = bytes(_SEAL_BYTES)


class Recalled(Recall):
    """What was made under a name and key; a name keeps its last alone, so that what is remembered does not grow."""

    def __init__(self, memo: Memo, code: str) -> None:
        self._memo, self._code = memo, code.encode()

    def all(self, wanted: Wanted, make: Make) -> list[bytes]:
        """From the memo, else made and put there."""
        found: dict[int, bytes] = {}
        seals = [blake2b(self._code + key, digest_size=_SEAL_BYTES).digest() for _, key in wanted]
        for number, (name, _) in enumerate(wanted):
            raw = self._memo.get(_KIND, name)
            if raw is not None and raw.startswith(seals[number]):
                found[number] = raw[_SEAL_BYTES:]
        missing = [number for number in range(len(wanted)) if number not in found]
        for number, made in make(missing) if missing else ():
            self._memo.put(_KIND, wanted[number][0], seals[number] + made)
            found[number] = made
        return [found[number] for number in range(len(wanted))]

    def last(self, name: str) -> bytes:
        """What stands under a name, whatever it comes from. Raises LookupError where nothing does."""
        raw = self._memo.get(_KIND, name)
        if raw is None:
            raise LookupError(name)
        return raw[_SEAL_BYTES:]

    def put(self, name: str, made: bytes) -> None:
        """Have `last` give this from now on; by its key it is not to be had."""
        self._memo.put(_KIND, name, _NONE + made)

"""Values kept aside until they are told: what a batch holds in memory does not grow with its files."""

import pickle
from array import array
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import Any, overload
from weakref import finalize

IN_MEMORY = 8 * 1024 * 1024
"""Up to so many bytes nothing goes to disk."""


class Spool(Sequence[Any]):
    """Values in the order in which they were appended, each read back whenever it is asked for."""

    def __init__(self) -> None:
        """An empty one."""
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY, prefix="gongkai-")  # noqa: SIM115 (as long as the batch)
        self._at = array("Q")
        finalize(self, self._file.close)

    def append(self, value: object) -> None:
        """Keep a value aside."""
        self._at.append(self._file.seek(0, 2))
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        self._file.seek(self._at[index])
        return pickle.load(self._file)  # noqa: S301 (written by this very program)

"""Reading the data files of the law, and knowing where in them something stands."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.law.errors import BadData

DATA = Path(__file__).with_name("data")
"""The folder of the national data."""


@dataclass(frozen=True, slots=True)
class Located:
    """A table of a TOML file with the lines of its header and of the entries of its `values`."""

    file: Path
    name: str
    data: dict[str, Any]
    line: int
    entry_lines: tuple[int, ...]

    def where(self, place: int | None = None) -> str:
        """File and line of the table, or of one of its entries."""
        line = self.entry_lines[place] if place is not None and place < len(self.entry_lines) else self.line
        return f"{self.file.name}:{line}"


def read_toml(file: Path) -> dict[str, Any]:
    """The content of a TOML file; what cannot be read is refused with file and line."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadData(f"{file.name}：读不出来（{error}）。") from error


def read_tables(file: Path) -> Iterator[Located]:
    """The tables of a TOML file, in order, each knowing its lines."""
    data = read_toml(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    headers = {line.strip()[1:-1]: number for number, line in enumerate(lines, 1) if line.startswith("[")}
    starts = [*sorted(headers.values()), len(lines) + 1]
    for name, table in data.items():
        line = headers.get(name, 1)
        end = next((start for start in starts if start > line), len(lines) + 1)
        entries = tuple(n for n in range(line, end) if lines[n - 1].strip().startswith("{"))
        if not isinstance(table, dict):
            raise BadData(f"{file.name}:{line}：{name} 应为一个表。")
        yield Located(file, name, table, line, entries)

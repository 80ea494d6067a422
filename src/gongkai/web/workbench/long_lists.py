"""Pages of a list of a million rows: the last one costs what the first one costs."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class LongPaginator(Paginator):
    """Reads the keys of a page along an index, from whichever end is nearer, and only then its fifty rows.

    The list must be sorted to the last row (its order ends with the key).
    """

    def page(self, number: Any) -> Page:
        """The page of this number."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = min(start + self.per_page, self.count)
        keys = self._keys(start, end)
        rows = {row.pk: row for row in self.object_list.order_by().filter(pk__in=keys)}
        return self._get_page([rows[key] for key in keys if key in rows], number, self)

    def _keys(self, start: int, end: int) -> list[int]:
        keys: QuerySet[Any] = self.object_list.values_list("pk", flat=True)
        if start <= self.count // 2:
            return list(keys[start:end])
        return list(keys.reverse()[self.count - end : self.count - start])[::-1]

"""A request that nobody's browser sends: whatever field a view asks for, there is nonsense in it."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict


class Nonsense(QueryDict):
    """Any field that is asked for is there and holds `values`; `only`: the others hold what is mostly taken."""

    def __init__(self, values: list[str], only: str = "") -> None:
        super().__init__("", mutable=True)
        self.values_, self.only, self.asked = values, only, set[str]()

    def getlist(self, key: str, default: Any = None) -> list[str]:
        self.asked.add(key)
        return self.values_ if not self.only or key == self.only else ["1"]

    def __getitem__(self, key: str) -> str:
        found = self.getlist(key)
        return found[-1] if found else ""

    def get(self, key: str, default: Any = None) -> Any:
        return self[key]

    def __contains__(self, key: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self.asked | {"x", "1", "item-1"})

    def keys(self) -> Any:
        return list(self)

    def items(self) -> Any:
        return [(key, self[key]) for key in self]

    def lists(self) -> Any:
        return [(key, self.getlist(key)) for key in self]

    def copy(self) -> "Nonsense":
        return self

    def setlist(self, key: str, list_: Any) -> None:
        pass

    def __setitem__(self, key: str, value: Any) -> None:
        pass


class NonsenseFiles(MultiValueDict):
    """A file that is none under every name."""

    def get(self, key: str, default: Any = None) -> Any:
        return SimpleUploadedFile("x.docx", b"no file of any kind")

    def getlist(self, key: str, default: Any = None) -> list[Any]:
        return [self.get(key)]

    def __getitem__(self, key: str) -> Any:
        return self.get(key)

    def __contains__(self, key: object) -> bool:
        return True


class Forging:
    """A middleware that puts the nonsense of this moment in the place of what was sent."""

    fields: ClassVar[QueryDict | None] = None
    files: ClassVar[MultiValueDict | None] = None

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.fields is not None and request.method == "POST":
            request._post, request._files = self.fields, self.files or MultiValueDict()
        elif self.fields is not None:
            request.GET = self.fields
        return self.get_response(request)

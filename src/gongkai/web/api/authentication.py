"""`Authorization: Bearer …`: which program calls."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from gongkai.web.accounts.tokens import Program, program


class TokenAuth(HttpBearer):
    """`auth=TokenAuth()` on a route; `request.auth` is then a `Program`, an `Actor`."""

    def authenticate(self, request: HttpRequest, token: str) -> Program | None:
        """The program, or none (401)."""
        return program(token)

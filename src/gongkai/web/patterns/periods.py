"""Periods of the law in the words of screens: `{% period "deadlines/reply" %}` in a template, `worded` in a form
or in the argument of another tag.

Both say what `law/data` has in force today, so that a number of the law stands nowhere else.
"""

import re

from django.utils.functional import lazy
from django.utils.timezone import localdate

from gongkai import law

HOLE = re.compile(r"\{([a-z]+/[a-z_]+)\}")


def period(name: str) -> str:
    """The period in force today, number and unit."""
    return law.period(name, localdate())


def _filled(words: str) -> str:
    return HOLE.sub(lambda hole: period(hole[1]), words)


worded = lazy(_filled, str)
"""A sentence with periods in its holes (`"{publication/default}从这天起算"`), filled in whenever it is shown."""

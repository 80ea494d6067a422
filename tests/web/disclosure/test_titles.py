"""What a scan found is called by its Chinese name."""

import pytest

from gongkai.privacy.policies import policies
from gongkai.web.annual_reports.services import gating
from gongkai.web.disclosure.services import scanning

KINDS = sorted({kind for policy in policies().values() for kind in policy.kinds} | {"seal_or_signature"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_chinese_title(kind):
    for titles in (scanning.TITLES, gating.TITLES):
        assert not titles[kind].isascii()

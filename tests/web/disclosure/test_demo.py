"""The demo county's channels: accounts, media, boards, archive and library, so that none of their screens is empty."""

import random
from datetime import date, timedelta
from importlib import import_module

import pytest

from gongkai.web.accounts.models import Role
from gongkai.web.demo.world import World
from gongkai.web.disclosure import figures, obligations
from gongkai.web.disclosure.models import Delivery, ElsewherePost, HandOver, PickUp, Posting
from gongkai.web.disclosure.services import publishing
from gongkai.web.files import services as files
from gongkai.web.files.models import StoredFile

TODAY = date(2026, 7, 10)


@pytest.fixture
def demo(db):
    """The demo county with what it published and where that went."""
    world = World(TODAY, random.Random(20190515))
    for stage in ("organs", "people", "disclosure", "channels"):
        import_module(f"gongkai.web.demo.{stage}").fill(world)
    return world


@pytest.mark.slow
def test_every_year_of_the_demo_has_posts_pick_ups_and_hand_overs_and_its_boards_have_photos(demo):
    liuhe = demo.organ("liuhe")
    for year in (2024, 2025, 2026):
        of_year = figures.figures([liuhe], year)
        assert figures.counted(of_year["elsewhere/wechat"]) > 20
        assert of_year["pick_ups"].exists()
    assert max(post.on for post in ElsewherePost.objects.all()) <= TODAY
    assert all(one.on >= one.publication.published_on for one in PickUp.objects.all())
    assert {one.what for one in HandOver.objects.filter(organ=liuhe)} == {"archive", "library"}
    down = Posting.objects.exclude(taken_down_on=None)
    assert down.count() == 6
    for one in down:
        for photo in (one.put_up_photo, one.taken_down_photo):
            assert files.read(StoredFile.objects.get(key=photo)).startswith(b"\xff\xd8")
    publishing.end_notices(TODAY + timedelta(days=1))
    over = down.values("delivery__publication")
    assert not Delivery.objects.filter(state="by_hand", act="withdraw", publication__in=over).exists()
    (slept,) = obligations.accounts(demo.organ("shiqiao"), TODAY)
    assert slept.state != "ok"


@pytest.mark.slow
def test_the_registers_of_the_channels_are_full_for_the_clerk(demo, client):
    client.force_login(demo.person("liuhe", Role.CLERK))
    for register, words in (("elsewhere", "柳河镇政务"), ("pick-ups", "青禾日报"), ("hand-overs", "青禾县档案馆")):
        assert words in client.get(f"/workbench/channels/{register}/").content.decode()

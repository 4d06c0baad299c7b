"""Cards for shared links: drawn where asked for and where an article has no picture."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image
from support import SITE_YAML, SiteFolder, differing

from generator.errors import SettingsError
from generator.images import social_cards
from generator.images.social_cards import EDGE, HEIGHT, WIDTH, CardText, can_draw, social_card
from generator.theme.layers import bundled_themes

FACES = tuple((bundled_themes() / "jarida/static/fonts" / name).read_bytes() for name in social_cards.FACES)
LONG = "مفاوضات «السلام» بين الوفدين في القاهرة عام 2025 " * 6


@pytest.fixture
def carded(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE_YAML + "social_cards: true\n")
    site.article("plain", title="مقال عن «الميناء» سنة 2011")
    picture = BytesIO()
    Image.new("RGB", (900, 600), "navy").save(picture, "JPEG")
    site.write("content/2025/02/p.jpg", picture.getvalue())
    site.article("pictured", image="p.jpg")
    site.article("hebrew", title="שלום")
    site.article("printed-in-hebrew", publisher="הארץ")
    site.build()
    return site


def drawn(title: str, direction: str = "rtl") -> Image.Image:
    data = social_card(CardText(title, "سياسة", "13 فبراير 2025", direction), FACES)
    return Image.open(BytesIO(data)).convert("L")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return image.crop(box).getextrema()[0] < 128


def test_an_article_without_a_picture_has_a_card_of_the_size_that_is_asked_for(carded: SiteFolder) -> None:
    page = carded.page("2025/02/مقال-عن-الميناء-سنة-2011/index.html")
    address = "https://example.org/archive/2025/02/مقال-عن-الميناء-سنة-2011/social-card.png"
    found = re.search('property="og:image" content="([^"]*)"', page)
    assert found and unquote(found[1]) == address
    data = carded.files()["2025/02/مقال-عن-الميناء-سنة-2011/social-card.png"]
    assert Image.open(BytesIO(data)).size == (WIDTH, HEIGHT)
    assert len(data) < 40_000


def test_a_picture_stands_for_its_article_and_what_the_faces_lack_is_not_drawn(carded: SiteFolder) -> None:
    cards = [path for path in carded.files() if path.endswith(social_cards.NAME)]
    assert len(cards) == 1
    assert "social-card" not in carded.page("2025/02/مقال-pictured/index.html")


def test_cards_are_off_unless_asked_for(site: SiteFolder) -> None:
    site.article("plain")
    site.build()
    assert not [path for path in site.files() if path.endswith(".png")]


def test_a_card_is_drawn_again_only_where_its_words_changed(carded: SiteFolder) -> None:
    carded.article("plain", title="مقال عن «الميناء» سنة 2011", body="نص آخر.\n")
    carded.article("other")
    written = carded.build().written
    assert [path for path in written if path.endswith(".png")] == ["2025/02/مقال-other/social-card.png"]
    assert differing(carded.files(), carded.clean_files()) == []


def test_letters_are_joined_and_lines_begin_where_the_language_begins() -> None:
    right, left = drawn("سلام"), drawn("Peace", "ltr")
    assert inked(right, (WIDTH - EDGE - 60, 200, WIDTH, 480)) and not inked(right, (0, 200, WIDTH // 2, 480))
    assert inked(left, (0, 200, EDGE + 60, 480)) and not inked(left, (WIDTH // 2, 200, WIDTH, 480))
    pen = social_cards._Pen(None, FACES, "rtl")
    assert pen.width("سلام", 84) < sum(pen.width(letter, 84) for letter in "سلام")


def test_a_long_title_is_cut_inside_the_card() -> None:
    image = drawn(LONG)
    assert not inked(image, (0, 0, EDGE - 10, HEIGHT)) and not inked(image, (WIDTH - EDGE + 10, 0, WIDTH, HEIGHT))
    assert can_draw(LONG)


def test_without_raqm_the_settings_say_what_to_do(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("site.yaml", SITE_YAML + "social_cards: true\n")
    monkeypatch.setattr("PIL.features.check", lambda _: False)
    with pytest.raises(SettingsError, match="libraqm") as refused:
        site.build()
    assert "social_cards: false" in refused.value.hint

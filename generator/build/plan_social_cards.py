"""Social cards: drawn where an article has no picture of its own, beside its page."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.arrange import Placed
from generator.archive.permalinks import output_path
from generator.build.frame import Frame
from generator.build.targets import Target
from generator.digest import digest
from generator.files import fingerprint, read_bytes
from generator.images.social_cards import FACES, NAME, can_draw, drawer
from generator.model import Picture
from generator.theme.layers import bundled_themes


class SocialCards:
    """Whether a site has them, and what they are drawn with."""

    def __init__(self, frame: Frame) -> None:
        self.are_wanted = frame.settings.social_cards
        faces = [bundled_themes() / "jarida" / "static" / "fonts" / name for name in FACES] if self.are_wanted else []
        self._faces = tuple(str(face) for face in faces)
        self._tools = (drawer(), [fingerprint(read_bytes(face)) for face in faces]) if self.are_wanted else ()
        self.mark = digest(self._tools)

    def url(self, item: Placed, pictures: Mapping[str, Picture]) -> str:
        """Where an article's card is, "" where it has none."""
        is_drawn = self.are_wanted and item.article.image not in pictures and can_draw(item.article.title)
        return item.article.url + NAME if is_drawn else ""

    def target(self, item: Placed, url: str) -> Target:
        card = item.card
        inputs = {
            "title": card.title,
            "kicker": card.kicker or card.section,
            "date": card.date,
            "publisher": card.publisher,
            "dir": card.dir,
            "faces": self._faces,
            "tools": self._tools,
        }
        return Target(output_path(url), "social_card", inputs)

"""Social cards: drawn where an article has no image of its own, beside its page."""

from __future__ import annotations

from generator.archive.archive import ArchiveItem
from generator.archive.permalinks import output_path
from generator.digest import digest
from generator.disk.files import fingerprint, read_bytes
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Target
from generator.images.markup import has_image
from generator.images.social_cards import FACES, NAME, can_draw, drawer
from generator.model import Card
from generator.theme.layers import bundled_themes


class SocialCards:
    """Whether a site has social cards, and what they are drawn with."""

    def __init__(self, context: BuildContext) -> None:
        self.are_wanted = context.settings.social_cards
        self._site = context.settings.title
        faces = [bundled_themes() / "jarida" / "static" / "fonts" / name for name in FACES] if self.are_wanted else []
        self._faces = tuple(str(face) for face in faces)
        self._tools = (drawer(), [fingerprint(read_bytes(face)) for face in faces]) if self.are_wanted else ()
        self.digest = digest(self._tools)

    def url(self, item: ArchiveItem) -> str:
        """Where an article's card is, "" where it has none."""
        is_wanted = self.are_wanted and not has_image(item.article)
        return item.article.url + NAME if is_wanted and can_draw(self._site + "".join(_words(item.card))) else ""

    def target(self, item: ArchiveItem, url: str) -> Target:
        card = item.card
        title, kicker, publisher = _words(card)
        inputs = {
            "title": title,
            "kicker": kicker,
            "date": card.date,
            "publisher": publisher,
            "dir": card.dir,
            "faces": self._faces,
            "tools": self._tools,
        }
        return Target(output_path(url), "social_card", inputs)


def _words(card: Card) -> tuple[str, str, str]:
    return card.title, card.kicker or card.section, card.publisher

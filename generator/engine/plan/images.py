"""The files of an article's images: each once, stripped or written anew, and its variants.

Their bytes are known by hash since they were loaded: a file that was touched or checked out again keeps what was
encoded from the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.permalinks import output_path
from generator.engine.plan.target import Target
from generator.images.examine import FALLBACK_WIDTH, avif_encoder, encoder
from generator.images.markup import forms
from generator.images.names import variant_name
from generator.images.strip import RECIPE
from generator.model import Article, ArticleImage


def image_targets(article: Article, url: str, root: str) -> Iterator[Target]:
    """Beside the page at this URL."""
    folder = output_path(url).removesuffix("index.html")
    for image in {one.name: one for one in article.images if one.name}.values():
        yield from _targets(image, folder, root)


def _targets(image: ArticleImage, folder: str, root: str) -> Iterator[Target]:
    source = {"file": f"{root}/{image.path}", "content": image.content}
    if image.form:
        own = {"encoder": encoder(), "width": FALLBACK_WIDTH, "form": image.form, "turn": image.turn}
        yield Target(f"{folder}{image.name}", "variant", source | own)
    else:
        yield Target(f"{folder}{image.name}", "image", source | {"recipe": RECIPE})
    for form in forms(image):
        used = avif_encoder() if form == "AVIF" else encoder()
        encoded = source | {"encoder": used, "form": form, "turn": image.turn}
        for width in image.widths:
            path = f"{folder}{variant_name(image.stem, width, form)}"
            yield Target(path, "variant", encoded | {"width": width})

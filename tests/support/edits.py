"""Random edits of a site: every kind that editors, designers and accidents make."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from support import SiteFolder
from support.images import saved, scene

WORDS = "موسكو كتاب مدينة نهر سوق مدرسة قمر جسر ميناء نخلة قهوة مسرح حديقة شتاء رسالة".split()


class RandomEdits:
    """Draws edits from one seed; each returns what it did."""

    def __init__(self, site: SiteFolder, seed: int) -> None:
        self.chance = random.Random(seed)
        self.site = site
        self._made = 0
        self._kept = site.root.parent / "kept"
        self.kinds: tuple[Callable[[], str], ...] = (
            self.body,
            self.title,
            self.tag,
            self.date,
            self.new,
            self.new_old,
            self.delete,
            self.rename,
            self.break_file,
            self.draft,
            self.waiting,
            self.own_file,
            self.alias_in_the_way,
            self.template,
            self.partial,
            self.stylesheet,
            self.site_title,
            self.output_file,
            self.output_folder,
            self.cache,
            self.cache_file,
            self.older_cache,
            self.older_output,
            self.alias,
            self.image,
            self.standing_page,
            self.month,
            self.crowd,
            self.first_of_a_century,
        )

    def step(self) -> str:
        done = self.chance.choice(self.kinds)()
        self._keep_for_later()
        return done

    def words(self, count: int) -> str:
        return " ".join(self.chance.choice(WORDS) for _ in range(count))

    def some_date(self) -> str:
        return f"{self.chance.randint(2001, 2025)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def articles(self) -> list[Path]:
        return sorted(path for path in (self.site.root / "content").rglob("*.md"))

    def some_article(self) -> Path:
        return self.chance.choice(self.articles())

    def _change(self, key: str, value: str) -> str:
        path = self.some_article()
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if not line.startswith(f"{key}: ")]
        path.write_text("\n".join([kept[0], f"{key}: {value}", *kept[1:]]), encoding="utf-8")
        return f"{key} of {path.name}"

    def body(self) -> str:
        path = self.some_article()
        path.write_text(path.read_text(encoding="utf-8") + f"\n{self.words(12)}.\n", encoding="utf-8")
        return f"body of {path.name}"

    def title(self) -> str:
        return self._change("title", self.words(4))

    def tag(self) -> str:
        return self._change("tags", f"[{', '.join(self.chance.sample(WORDS, 3))}]")

    def date(self) -> str:
        return self._change("date", self.some_date())

    def new(self) -> str:
        self._made += 1
        day = self.some_date()
        self.site.article(
            f"r{self._made}",
            date=day,
            body=f"{self.words(30)}.\n",
            tags=f"[{', '.join(self.chance.sample(WORDS, 2))}]",
            authors=f"[{self.words(2)}]",
        )
        return f"new r{self._made}"

    def new_old(self) -> str:
        self._made += 1
        self.site.article(f"o{self._made}", date=f"19{self.chance.randint(50, 99)}-05-05", body=f"{self.words(20)}.\n")
        return f"old o{self._made}"

    def delete(self) -> str:
        path = self.some_article()
        if len(self.articles()) > 5:
            path.unlink()
        return f"delete {path.name}"

    def rename(self) -> str:
        path = self.some_article()
        self._made += 1
        path.rename(path.with_name(f"m{self._made}.md"))
        return f"rename {path.name}"

    def break_file(self) -> str:
        return self._change("date", "2025-02-30")

    def draft(self) -> str:
        return self._change("status", self.chance.choice(["draft", "published"]))

    def waiting(self) -> str:
        """Kept back by another tool's words, or let go again."""
        key, *values = self.chance.choice([("publish_date", "2099-01-01", "2001-01-01"), ("draft", "true", "false")])
        return self._change(key, self.chance.choice(values))

    def own_file(self) -> str:
        """A static file instead of one that is made, or its end."""
        path = self.site.root / "static" / self.chance.choice(["robots.txt", "404.html", "old/2/index.html"])
        if path.exists():
            path.unlink()
            return f"own {path.name} gone"
        self.site.write(path.relative_to(self.site.root).as_posix(), self.words(2))
        return f"own {path.name}"

    def alias_in_the_way(self) -> str:
        """A redirect that wants what another has, or may have later."""
        return self._change(
            "aliases", self.chance.choice(["[/search/, /P1/]", "[/robots.txt/x/]", "[/p2/, /feed.xml]"])
        )

    def template(self) -> str:
        self.site.write(
            "themes/jarida/templates/undated.html",
            f'{{% extends "base.html" %}}{{% block content %}}{self.words(2)}{{{{ cards | length }}}}{{% endblock %}}',
        )
        return "template"

    def partial(self) -> str:
        self.site.write("themes/jarida/templates/fragments/footer.html", f"<footer>{self.words(2)}</footer>\n")
        return "partial"

    def stylesheet(self) -> str:
        self.site.write("themes/jarida/static/jarida.css", f"/* {self.words(2)} */\n")
        return "stylesheet"

    def site_title(self) -> str:
        path = self.site.root / "site.yaml"
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join([f"title: {self.words(2)}", *lines[1:]]), encoding="utf-8")
        return "site title"

    def output_file(self) -> str:
        files = sorted(path for kind in ("*.html", "*.gz", "*.json") for path in self.site.output.rglob(kind))
        path = self.chance.choice(files)
        if self.chance.random() < 0.5:
            path.unlink()
        else:
            path.write_text("damaged")
        return f"output {path.name}"

    def output_folder(self) -> str:
        folders = sorted(path for path in self.site.output.iterdir() if path.is_dir())
        if folders:
            shutil.rmtree(self.chance.choice(folders))
        return "output folder"

    def cache(self) -> str:
        shutil.rmtree(self.site.root / ".cache", ignore_errors=True)
        return "cache"

    def cache_file(self) -> str:
        """A cache that lost its end, as a full disk or a broken copy leaves it."""
        path = self.site.root / ".cache" / "warraq.sqlite"
        if path.exists():
            os.truncate(path, self.chance.randrange(path.stat().st_size))
        return "cache cut"

    def older_cache(self) -> str:
        """As a cache of another commit that a build server brings back."""
        return self._bring_back(".cache")

    def older_output(self) -> str:
        return self._bring_back("output")

    def _keep_for_later(self) -> None:
        """Now and then, a copy of what was built."""
        for name in (".cache", "output"):
            if self.chance.random() < 0.1 and (self.site.root / name).exists():
                shutil.rmtree(self._kept / name, ignore_errors=True)
                shutil.copytree(self.site.root / name, self._kept / name)

    def _bring_back(self, name: str) -> str:
        if (self._kept / name).exists():
            shutil.rmtree(self.site.root / name, ignore_errors=True)
            shutil.copytree(self._kept / name, self.site.root / name)
        return f"older {name}"

    # What moves many articles at once, or the numbers of all of them in the index

    def alias(self) -> str:
        return self._change("aliases", f"[/old/{self.chance.randint(1, 5)}/]")

    def image(self) -> str:
        path = self.some_article()
        noise = self.chance.randbytes(20)  # no image at all, and one of its own colour
        path.with_name("photo.png").write_bytes(
            self.chance.choice([noise, saved(scene((9, 9)).rotate(noise[0]), "PNG")])
        )
        return self._change("image", "photo.png")

    def standing_page(self) -> str:
        text = f"---\ntitle: {self.words(2)}\n---\n{self.words(9)}\n"
        self.site.write(f"content/pages/p{self.chance.randint(1, 3)}.md", text)
        return "standing page"

    def month(self) -> str:
        """All articles of one month get another."""
        day = self._date_of(self.some_article())[:7]
        new = self.some_date()[:7]
        for path in self.articles():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(f"\ndate: {day}", f"\ndate: {new}"), encoding="utf-8")
        return f"month {day} to {new}"

    def crowd(self) -> str:
        """More articles in a month than there was room for in the index, or the end of such a crowd."""
        crowd = [path for path in self.articles() if path.name.startswith("crowd")]
        for path in crowd:
            path.unlink()
        if crowd:
            return "crowd gone"
        month = self.some_date()[:7]
        for number in range(70):
            day = f"{month}-{1 + number % 28:02}"
            self.site.article(f"crowd{number}", date=day, body=f"{self.words(8)}.\n", tags=f"[{self.words(1)}]")
        return f"crowd in {month}"

    def first_of_a_century(self) -> str:
        """An issue from before all others: months of the index are counted from its century. Or its end."""
        first = self.site.root / "content" / "1887" / "01" / "first.md"
        if first.exists():
            first.unlink()
            return "first of a century gone"
        self.site.article("first", date="1887-01-02", body=f"{self.words(20)}.\n")
        return "first of a century"

    def _date_of(self, path: Path) -> str:
        lines = path.read_text(encoding="utf-8").split("\n")
        return next((line.removeprefix("date: ") for line in lines if line.startswith("date: ")), "")

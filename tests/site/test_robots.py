"""robots.txt for each policy on AI, line by line."""

from __future__ import annotations

import pytest
from support import SITE_YAML, SiteFolder, warraq

from generator.feeds.crawlers import CRAWLERS, LISTED

AT_THE_ROOT = SITE_YAML.replace("https://example.org/archive/", "https://example.org/")
SITEMAP = "Sitemap: https://example.org/sitemap.xml\n"


def robots(site: SiteFolder, more: str) -> str:
    site.write("site.yaml", AT_THE_ROOT + more)
    site.article("a")
    site.build()
    return site.page("robots.txt")


def names(*uses: str) -> str:
    return "".join(f"User-agent: {one.name}\n" for one in CRAWLERS if one.use in uses)


def test_without_a_policy_nothing_is_said_of_ai(site: SiteFolder) -> None:
    assert robots(site, "") == f"User-agent: *\nAllow: /\n\n{SITEMAP}"


def test_all(site: SiteFolder) -> None:
    expected = f"User-agent: *\nContent-Signal: search=yes, ai-input=yes, ai-train=yes\nAllow: /\n\n{SITEMAP}"
    assert robots(site, "robots: {ai: all}\n") == expected


def test_search_refuses_those_that_collect_for_training(site: SiteFolder) -> None:
    found = robots(site, "robots: {ai: search}\n")
    assert found == (
        "User-agent: *\nContent-Signal: search=yes, ai-input=yes, ai-train=no\nAllow: /\n\n"
        f"{names('training')}Disallow: /\n\n{SITEMAP}"
    )
    assert "GPTBot" in found and "CCBot" in found and "OAI-SearchBot" not in found


def test_none_refuses_all_programs_for_ai_and_no_search_engine(site: SiteFolder) -> None:
    found = robots(site, "robots: {ai: none}\n")
    assert found == (
        "User-agent: *\nContent-Signal: search=yes, ai-input=no, ai-train=no\nAllow: /\n\n"
        f"{names('training', 'search', 'user')}Disallow: /\n\n{SITEMAP}"
    )
    assert not {"Googlebot", "Bingbot", "Applebot", "*"} & {one.name for one in CRAWLERS}


def test_paths_are_closed_to_every_crawler(site: SiteFolder) -> None:
    site.article("a")
    site.write("site.yaml", SITE_YAML + "robots:\n  ai: search\n  disallow: [/data/, /صور/]\n")
    site.build()
    head = site.page("robots.txt").partition("\n\n")[0]
    assert head.split("\n")[2:] == ["Disallow: /archive/data/", "Disallow: /archive/%D8%B5%D9%88%D8%B1/", "Allow: /"]


@pytest.mark.parametrize("policy", ["none", "search", "all"])
def test_check_finds_nothing_wrong_with_a_policy(site: SiteFolder, policy: str) -> None:
    robots(site, f"robots: {{ai: {policy}}}\n")
    done = warraq("check", "--site", str(site.root))
    assert done.stdout == "no problems found\n" and done.returncode == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [("robots: {ai: some}\n", "S105"), ("robots: {disallow: [search]}\n", "S127"), ("robots: {disallow: ['//x']}\n", "S127")],
)  # fmt: skip
def test_what_is_no_policy_is_refused(site: SiteFolder, more: str, code: str) -> None:
    site.write("site.yaml", SITE_YAML + more)
    done = warraq("build", "--site", str(site.root))
    assert done.returncode == 3 and code in done.stderr


def test_the_list_of_crawlers_is_in_order_and_says_where_each_comes_from() -> None:
    found = [one.name for one in CRAWLERS]
    assert found == sorted(set(found)) and all(one.source.startswith("https://") for one in CRAWLERS)
    assert len(LISTED) == len("2026-12-01")

"""Layouts by name: how portals, papers, agencies, radios, blogs and old sites set a page.

A row: name; style and the like; above the title; between title and text; among the paragraphs; below the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.imports.layouts.bodies import GENRES
from benchmarks.imports.layouts.damage import DAMAGES, ONLY_ARABIC
from benchmarks.imports.layouts.layout import FORMS, Layout, languages_of
from benchmarks.imports.layouts.styles import STYLES

_ROWS = """
bare; loose; ; published; ;
bare_undated; loose; ; ; ;
bare_tight; no_blank_lines; ; published; ;
title_byline_text; loose; ; byline published; ; author_last
portal; loose; masthead menu_lines ticker_lines breadcrumb; published counters share; related_among; tags related comments comment_form footer
portal_tight; no_blank_lines; masthead menu_lines ticker_joined breadcrumb; published counters share; read_also; tags related footer
portal_airy; blank_after_each; masthead menu_lines breadcrumb; published share; read_also; tags related most_read footer
portal_joined_menu; loose; masthead menu_joined ticker_joined; published counters; ; tags related footer
portal_two_languages; loose; menu_two_languages masthead visit_date breadcrumb; byline_date share tools; promo_among; related menu_two_languages footer
paper_issue; loose; masthead issue visit_date section; byline; ; labelled_source
paper_issue_dated; paragraphs_together; masthead_one_line section kicker; deck byline published; ; footer
daily_kicker_deck; loose subheads; masthead section kicker; deck byline_date caption credit; ; author_card related footer
breadcrumb_slash; loose; masthead breadcrumb; published byline; ; related copyright_line
breadcrumb_title; loose; menu_joined breadcrumb_title; published counters tools; ; related before_and_after footer
breadcrumb_cut; loose; breadcrumb_cut_title; published; ; tags before_and_after
title_thrice; loose; tab_title breadcrumb_title; published share; ; related
title_thrice_ticker; loose; menu_lines ticker_with_own_title; published; ; ticker_lines
tab_title_only; loose; tab_title masthead; published; ; footer
ticker_long_line; loose; account ticker_joined section; published; ;
ticker_among_lines; loose; ticker_lines; published; ;
labels; loose labelled_title; ; labelled_author labelled_date; ; labelled_source
labels_tight; no_blank_lines labelled_title; ; labelled_date labelled_author; ; labelled_source
labels_masthead; loose labelled_title; masthead visit_date; labelled_date; ; related footer
agency_first; loose untitled; agency_first; ; ; end_sign
agency_first_titled; loose; agency_first; published; ; agency_last
agency_dateline; loose dateline; ; published; ; end_sign agency_last
agency_dateline_tight; no_blank_lines dateline; masthead; published; ; end_sign
agency_dateline_line; loose; masthead; dateline_line published; ; end_sign
agency_masthead; paragraphs_together dateline; masthead breadcrumb; published_and_updated tools; ; end_sign tags related
agency_day_above; loose; menu_lines ticker_joined title_reworded published_above; ; ; tags related footer
agency_day_above_tight; paragraphs_together; masthead published_above; share; ; related
pipes; loose; ; date_in_pipes; ;
pipes_rich; loose; masthead menu_lines breadcrumb; date_in_pipes share; related_among; tags related_dated footer
byline_dated; loose; ; byline_date; ;
byline_dated_town; loose dateline; masthead section; byline_date; ; comments
updated_too; loose; masthead section; published_and_updated byline; ; related_dated footer
hijri_alone; loose date=hijri_alone; masthead; published; ; related
hijri_numbers; loose date=hijri_numeric; masthead visit_date; published; ; comments
hijri_pair; loose date=hijri_pair; masthead issue; published byline; ; tools related
hijri_pair_words; no_blank_lines date=hijri_pair_worded; ; published; ;
dual_months; loose date=dual_slash; masthead section; published share; ; related_dated
dual_months_spaced; loose date=dual_spaced; tab_title; date_in_pipes; ; footer
numbered_months; loose date=numbered_month; masthead; byline_date; ; footer
maghreb_radio; paragraphs_together date=maghreb; menu_lines; published_and_updated; ; share related_dated
solar_agency; loose date=solar dateline; masthead breadcrumb; labelled_date tools; ; end_sign tags related
solar_short; loose date=solar_two_digits; section_counted; published; ;
hebrew_calendar; loose date=hebrew_pair; masthead; byline_date; ; tags comments
day_without_year; loose date_without_year; masthead; ; ; copyright_line
author_page; loose; masthead section; byline published; ; author_card related comments
magazine; loose subheads; menu_joined section kicker; deck byline published caption_and_credit audio; newsletter_among caption_among; author_card related newsletter footer
magazine_promos; uneven; masthead promo_above; published; promo_among newsletter_among; promo_below related footer
cookie_wall_first; loose; cookies masthead menu_lines; published; ; footer cookies
related_everywhere; loose; masthead; published; related_among read_also related_among_dated; related_dated related most_read
related_headless; loose; ; published; related_among_headless; related_headless
teasers_below; loose; masthead breadcrumb; published; ; related_teasers footer
cards_short; loose; masthead; published; ; related_sections most_read footer
tweets; loose; masthead section; byline published; tweet video; share tags related
comments_long; loose; ; published; ; comments comment_form
comments_form; loose; tab_title breadcrumb; byline_date; ; share comment_form footer
wrapped; hard_wrap; ; published; ;
wrapped_portal; hard_wrap; masthead breadcrumb; published byline; read_also; related footer
wrapped_tight; hard_wrap_no_blanks; ; published; ;
on_one_line; one_line; ; published; ;
two_articles; loose two_articles; ; published; ;
two_articles_tight; no_blank_lines two_articles; masthead; published; ;
interview; loose interview; masthead section kicker; deck byline published caption; ; related
interview_bare; no_blank_lines interview; ; byline; ;
poem; loose poem; section; byline published; ; author_last
poem_signs; loose poem_between_signs; ; published; ; comments
list; loose points; masthead; published; ; related
table; loose table; masthead section; published; ; share
results; loose results; masthead section; published; ; most_read
programme; loose programme; ; ; ;
programme_portal; paragraphs_together programme; masthead menu_joined; published; ; related
outlet_last; loose; ; byline; ; outlet_last
short_signed; loose; kicker; deck; ; author_last date_last
radio; uneven; menu_lines masthead; published share; ; tags related_dated newsletter
whole_news; blank_after_each; menu_long masthead widgets section; byline published caption credit; cards_among promo_among; tags cards_below comment_form footer_long
whole_portal; blank_after_each; account menu_long ticker_lines breadcrumb; published counters share; read_also caption_among; share tags related most_read footer_long
whole_local; uneven; cookies menu_long widgets notices tab_title; deck byline_date tools; newsletter_among credit_among; author_card cards_below menu_long footer_long
whole_blog; blank_after_each; menu_long kicker; byline published newsletter; caption_among promo_among; author_card cards_below newsletter footer_long
whole_teasers; loose; menu_long teasers_above section; published share; cards_among; related_teasers cards_below footer_long
old_site; uneven; masthead_one_line visit_date menu_joined; tools counters published; ; comment_form before_and_after copyright_line
old_windows; loose damage=windows_1256; masthead; published; ; footer
gibberish_latin; loose damage=latin_1_gibberish; ; published; ;
gibberish_mac; loose damage=mac_roman_gibberish; ; published; ;
gibberish_double; loose damage=double_utf_8; masthead; published; ;
stray_marks; loose damage=marks_on_blank_lines; masthead; published; ; related
"""


def _parsed() -> Iterator[Layout]:
    for row in _ROWS.strip().splitlines():
        name, words, above, under, among, below = (cell.strip() for cell in row.split(";"))
        said = words.split()
        named = dict(one.split("=") for one in said if "=" in one)
        date, damage = named.get("date", ""), named.get("damage", "")
        languages = languages_of(f"date:{date}") if date else ("ar",) if damage in ONLY_ARABIC else ()
        assert damage in ("", *DAMAGES)
        yield Layout(
            name, next(one for one in said if one in STYLES), tuple(above.split()), tuple(under.split()),
            tuple(among.split()), tuple(below.split()), tuple(one for one in said if one in GENRES),
            tuple(one for one in said if one in FORMS), date, damage, languages,
        )  # fmt: skip


NAMED: Mapping[str, Layout] = {layout.name: layout for layout in _parsed()}

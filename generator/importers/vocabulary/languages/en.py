"""English words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "home|homepage|home page|front page",
    "editor": "editor-in-chief|editor in chief|editor-in chief|editor in-chief|editor",
    "byline": "written by|reported by|by",
    "doctor": "dr|prof",
    "section": "section|category",
    "tags": "tags|keywords",
    "tags label": "topics",
    "source": "source|publisher|outlet|newspaper|published by",
    "agencies": "agencies",
    "updated": "last updated|update(d)|modified|last modified|last edited|edited",
    "published": ("published|posted|first published|date published|publication date|created on|date|issued"),
    "visit": "today is|printed on|retrieved",
    "issue": "issue",
    "issue with a dot": "no|nr",
    "issue label": "no",
    "read also": "read also|read more|see also|related",
    "read also ends": "also|more|related",
    "outlet ends": "news|times|post|press|gazette|herald|tribune|daily|weekly|journal|observer|review|fm|tv|radio",
    "radio": "radio",
    "photo": "getty|afp|reuters|photo|file",
    "credit": "photo(graph)|credit|credits",
    "caption": "photo(graph)",
    "caption agency": "reuters|afp|ap|efe|dpa|getty( images)|epa|anp|ansa|tass",
    "caption agency behind a bar": "reuters|afp|ap|efe|dpa|getty( images)|epa",
    "agency": "cnn|bbc|ap|afp|reuters|xinhua|tass|dpa|upi|efe|ansa|isna|irna|agencies|wires",
    "reporter": "staff",
    "place opens": "new|los|san|el|al|las|tel|the|st|sao|rio|hong|kuala|port|cape|abu",
    "service": (
        "facebook|twitter|twitter-x|x|linkedin|whatsapp|whats|app|telegram|pinterest|pin|interest|mail|email|"
        "e-mail|print|copy|link|messenger|reddit|instagram|youtube|tiktok|flipboard|rss|pocket|tumblr|viber|"
        "google|news|plus|share|list|line|snapchat|threads|bluesky|general"
    ),
    "button": (
        "share|share this|share this article|share on|print|print this|copy link|link copied|email link|"
        "advertisement|advertising|sponsored|comments|comment|reply|leave a comment|no comments|add a comment|"
        "reuse this content|view image in fullscreen|skip to main content|skip to navigation|sign in|sign up|"
        "log in|subscribe|subscribe now|newsletter|free weekly newsletter|enter your email address|save|"
        "listen|follow|gift this article|read more|show more|load more|menu|search|home|contact us|about us|"
        "privacy policy|terms of use|back to top|previous|next|close|loading|show caption|hide caption|"
        "skip past newsletter promotion|after newsletter promotion"
    ),
    "button opens": (
        "share on|share via|sign up|sign uppr|subscribe to|follow us|download the app|skip to|published in"
    ),
    "end": (
        "most viewed|most read|most popular|related articles|related stories|related topics|related content|"
        "related|explore more on these topics|more on this story|more from|more stories|read next|"
        "you may also|you might also|recommended for you|recommended|trending|top stories|latest news|"
        "about the author|all rights reserved|copyright|©|previous:|next:|sign up for our|get the latest|"
        "get our|follow us on|join our|the views expressed|was this article|report a typo|terms of service|"
        "cookie policy|previous article|next article|editor's picks|what to read next|topics in this"
    ),
    "end line": (
        "popular|trending now|in pictures|newsletters|around the web|from the web|our picks|editors’ picks|"
        "editor’s picks|more news|latest|also read|promoted stories|sponsored content|paid content|"
        "view comments|show comments|join the conversation|comments are closed|latest stories|"
        "more from author|tags|topics|share this story"
    ),
    "comments head": "comments",
    "privacy": "privacy notice|privacy policy|cookie",
    "newsletter": "newsletter|spam|your email",
    "subscription": "subscri",
    "terms": "terms of",
    "account": "your account|password|log in",
    "device": "device|browser|google",
    "comments": "comment",
    "disclaimer": "third part|outside parties|online ads",
    "partner": "in partnership with|sponsored",
    "politics": "politics",
    "text of politics": "president|minister|parliament|election|treaty|government",
    "economy": "economy|business",
    "text of economy": "market|trade|price|export",
    "culture": "culture|arts",
    "text of culture": "museum|theatre|novel|manuscript|music|radio",
    "science": "science|technology",
    "text of science": "scientist|telescope|research|laboratory",
    "sport": "sport|sports",
    "text of sport": "match|player|coach|team|league",
    "society": "society|community",
    "text of society": "school|village|families|volunteers",
    "opinion": "opinion",
    "text of opinion": "i think|in my view",
    "wire number": "bulletin no(.)|message no(.)",
    "wire category": "category|desk",
    "wire priority": "priority|urgency",
    "wire slug": "slug|slugline",
    "wire tags": "keyword(s)",
    "wire date": "date",
    "wire time": "time",
    "wire service": "source|agency",
    "urgent": "urgent|bulletin|flash|newsalert|alert|advisory",
    "urgent mark": "URGENT|BULLETIN|FLASH",
    "note to editors": "eds|editors|note to editors|attention|with",
    "wire photo": "photo(s)|graphic(s)|video",
    "wire photos label": "photo(s)",
    "wire end": "end|ends|endit",
    "wire end word": "end(s)|endit",
    "wire end in brackets": "END|end|ENDS",
    "more follows": "more",
    "greenwich": "gmt|utc",
    "own": (
        "our channel|our app|our newsletter|our whatsapp|our telegram|our page|follow us|join us|with us on|"
        "our website|our group|our podcast"
    ),
    "channel": (
        "whatsapp|telegram|facebook|twitter|instagram|youtube|google news|app store|google play|newsletter|"
        "tiktok|apple store|notifications|inbox"
    ),
    "call": "follow|join|download|subscribe|sign up|click|tap|register|get the",
    "contact": "tel|phone|call us|mobile|fax|contact|whatsapp|hotline|p.o. box",
    "title label": "title|headline",
    "subject label": "subject",
    "byline with a sign": "author|authors|writer|reporter|journalist|correspondent",
    "body label": "text|body|article text|full text|content",
    "web byline": "by|written by|reported by|words by|story by|text by",
    "web byline label": "author|authors|written by|words|reporter|text|story by|by",
    "page that is no article": (
        "page not found|not found|404|404 not found|404 error|error 404|page unavailable|oops|access denied|forbidden|403 forbidden|internal server error|service unavailable|bad gateway|just a moment|just a moment...|attention required|are you a robot|are you human|robot check|security check|captcha|human verification|verify you are human|log in|login|sign in|sign up|register|create account|create an account|forgot password|reset password|subscribe|subscriptions|search|search results|search results for|results for|contact|contact us|about|about us|our team|privacy|privacy policy|privacy notice|cookie policy|terms|terms of use|terms of service|terms and conditions|imprint|legal notice|advertise|advertise with us|sitemap|site map|archive|archives|news archive|tags|all tags|latest news|all news|home|homepage|front page|gallery|photo gallery|index|newsletter|newsletters|before you continue|we value your privacy|your privacy choices|consent"
    ),
    "text of no article": (
        "the page you are looking for|the page you requested|page you were looking for|page could not be found|page does not exist|no longer exists|verify you are human|verifying you are human|checking your browser|enable javascript|enable cookies|unusual traffic|not a robot|ray id|forgot your password|forgot password|remember me|don't have an account|already have an account|we use cookies|our partners use cookies|accept all cookies|manage your preferences|no results found|results found|search results for|you don't have permission|access to this page has been denied"
    ),
    "name is over": "in|on|published|posted",
    "and between names": "and",
}

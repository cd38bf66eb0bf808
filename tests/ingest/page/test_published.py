"""Which day a page is of: what machines are told against what readers see. A case is a head, a body, the answer."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.read import read_page

TEXT = "<p>The mayor of Orlen said on Tuesday that the northern bridge would open before winter.</p>" * 4


def page(head: str, beside: str, below: str = "", lang: str = "en") -> str:
    return (
        f'<html lang="{lang}"><head><title>Bridge opens in Orlen</title>{head}</head><body>'
        f"<h1>Bridge opens in Orlen</h1>{beside}<article>{TEXT}</article>{below}</body></html>"
    )


def ld(**fields: str) -> str:
    inner = ",".join(f'"{name}":"{value}"' for name, value in fields.items())
    node = f'{{"@type":"NewsArticle","headline":"Bridge opens in Orlen",{inner}}}'
    return f'<script type="application/ld+json">{node}</script>'


VIDEO = (
    '<meta name="datePublished" content="2031-09-30T02:00:07-07:00">'
    '<script type="application/ld+json">{"@type":"VideoObject","name":"Bridge opens in Orlen",'
    '"uploadDate":"2031-09-29T22:40:00-07:00"}</script>'
)
STOPGAP = (
    '<meta itemprop="dateCreated" content="01/01/2004"><meta itemprop="dateModified" content="06/13/2031">'
    '<p class="date">Updated June 13, 2031</p>'
)
URL = "https://news.example/2031/12/09/bridge.html"
MODIFIED = ld(datePublished="2031-01-01T11:00:00Z", dateModified="2033-04-01T10:00:00Z")


@pytest.mark.parametrize(
    ("head", "beside", "lang", "day", "basis"),
    [
        ('<meta name="date" content="2031-02-12">', '<p class="date">05.02.2031</p>', "de", "2031-02-05", "byline"),
        ('<meta name="date" content="2031-02-12">', '<p class="date">Updated: 5 February 2031</p>', "en", "2031-02-12",
         "meta"),
        ('<meta name="date" content="2031-02-12">', "<p>Joined: 5 February 2029</p>", "en", "2031-02-12", "meta"),
        ("", '<div class="date">Written: 2031-11-07 15:03 / Updated: 2031-11-09 15:30</div>', "en",
         "2031-11-07", "byline"),
        ("", '<div class="date">January 19, 2031 / Updated January 20, 2031</div>', "en", "2031-01-19", "byline"),
        ("", "<p>January 22, 2031</p>", "en", "2031-01-22", "byline"),
        ("", '<p>Ninth Wire<br>13 Jan 2031, 22:11 GMT+10</p>', "en", "2031-01-13", "byline"),
        ("", '<aside class="meta"><time datetime="2031-01-21">21.01.2031</time></aside>', "de", "2031-01-21", "markup"),
        ("", '<span>الأربعاء، 07 أكتوبر 2031</span>', "ar", "2031-10-07", "byline"),
        ("", '<span>تم نشره 24 نيسان / أبريل 2031</span>', "ar", "2031-04-24", "byline"),
        ("", '<span class="date">۲ تیر ۱۳۹۹ - ۱۲:۰۹</span>', "fa", "2020-06-22", "byline"),
        (ld(datePublished="20310414T003807Z"), '<span class="date">Apr 13, 2031 at 4:38 PM</span>', "en",
         "2031-04-13", "byline"),
        (ld(datePublished="2031-12-05T23:15:0Z"), '<span class="date">06 Dicembre 2031</span>', "it",
         "2031-12-06", "byline"),
        (ld(datePublished="2031-11-01T23:01:00Z"),
         '<time datetime="2031-11-01T23:01:00Z">02 Novembre 2031</time>', "it", "2031-11-02", "markup"),
        ("", '<time datetime="2031-07-03T10:18:46Z">Publié le 29 juin 2031</time>', "fr", "2031-06-29", "markup"),
        (ld(datePublished="2031-11-01T05:00:14"), '<span class="date">11/01/2031</span>', "de",
         "2031-11-01", "json-ld"),
        ('<meta name="date" content="11/01/2031 12:43">', '<p class="date">01.11.2031</p>', "de", "2031-11-01",
         "byline"),
        ("", "<table><tr><td>26 | 01 | 2031</td></tr></table>", "de", "2031-01-26", "byline"),
        ("", '<p class="event-date">5 May 2032</p><p>Wann: 6.5.2032</p><p class="date">18. März 2031</p>', "de",
         "2031-03-18", "byline"),
        ("", '<div class="timeline" data-date="18. März 2031"></div>', "de", "2031-03-18", "markup"),
        ("", '<time datetime="2031-01-21T12:25:31+0100" data-time="1927020331">Jan 21</time>', "en", "2031-01-21",
         "markup"),
        ("", '<p class="author"><b class="author">04.02.2031 | Ada Quill<script>open("a long script", '
         + '"that no reader sees", ' * 9 + '1)</script></b></p>', "de", "2031-02-04", "byline"),
        ('<meta name="date" content="2031-01-21T15:38:44+01:00">',
         "<div></div>" * 70 + '<p class="when"><time itemprop="datePublished" datetime="2031-01-27">27.01.2031</time>',
         "de", "2031-01-27", "markup"),
        ('<meta name="DC.date" content="2031-10-15">',
         "<i></i>" * 200 + "<p>Erschienen am: 13.10.2031</p><p>Zuletzt geändert am: 15.10.2031</p>", "de",
         "2031-10-13", "byline"),
        ("", STOPGAP, "en", "2031-06-13", "markup"),
        (MODIFIED, '<p class="date">01.04.2033, 12:00 Uhr</p>', "de", "2031-01-01", "json-ld"),
        (ld(datePublished="2031-09-28T23:12:35+02:00"),
         '<blockquote class="twitter-tweet">A post <a>September 27, 2031</a></blockquote>', "en",
         "2031-09-28", "json-ld"),
        (ld(datePublished="2031-09-28T12:12:35+02:00"),
         '<figure><figcaption>Photo of 3 May 2029</figcaption></figure>', "en", "2031-09-28", "json-ld"),
        (VIDEO, "", "en", "2031-09-30", "meta"),
        ('<meta name="date" content="2031-01-21">',
         '<div class="footer"><time itemprop="datePublished" datetime="2031-01-27">27.01.2031</time></div>', "de",
         "2031-01-27", "markup"),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_what_a_careful_reader_would_say(
    head: str, beside: str, lang: str, day: str, basis: str
) -> None:
    published = read_page(page(head, beside, lang=lang), "p.html").published
    assert published is not None
    assert (published.value[:10], published.basis) == (day, basis)


@pytest.mark.parametrize(
    ("below", "lang", "day"),
    [
        ("<p>Letzte Änderung: 31.10.2031 - 14:49<br>Erschienen am: 01.11.2031</p>", "de", "2031-11-01"),
        ("<p>Mise en ligne</p><p>23 mai 2031</p>", "fr", "2031-05-23"),
        ("<p>This entry was posted on Tuesday, 4 March 2031 at 11:03</p>", "en", "2031-03-04"),
        ("<aside><dl><dt>Datum</dt><dd>12.01.2031</dd></dl></aside>", "de", "2031-01-12"),
        ("<p>Опубликовано: 5 мая 2031</p>", "ru", "2031-05-05"),
        ("<p>Pressemitteilung Nr. 48/31 vom 25. Januar 2031 | Orlen: Die Brücke steht.</p>", "de", "2031-01-25"),
        ("<p>Communiqué de presse du 25 janvier 2031</p>", "fr", "2031-01-25"),
    ],
)
def test_a_day_that_is_named_as_one_of_publication_counts_anywhere(below: str, lang: str, day: str) -> None:
    far = "<div><i></i></div>" * 80
    published = read_page(page("", "", far + below, lang), "p.html").published
    assert published is not None
    assert published.value == day


@pytest.mark.parametrize(
    "part",
    [
        '<aside><time datetime="2031-01-23T08:30:00+01:00">23. Januar 2031<br>08:30 Uhr</time></aside>',
        '<footer class="article-meta"><p class="article-date">23.01.2031 | 14:10</p></footer>',
        '<div class="article-sidebar"><p class="label">Date</p><p class="date">January 23, 2031</p></div>',
        '<div class="teaser-small__metadata"><p class="byline">By Ada Quill on January 23, 2031</p></div>',
        '<nav class="byline"><span>By Ada Quill</span> <span>January 23, 2031</span></nav>',
        '<div class="elementor-widget"><b class="type-date">January 23, 2031</b></div>',
    ],
)
def test_a_small_part_right_below_the_headline_is_its_own_wherever_it_is_set(part: str) -> None:
    published = read_page(page("", part), "p.html").published
    assert published is not None
    assert published.value[:10] == "2031-01-23"


@pytest.mark.parametrize(
    "part",
    [
        '<aside class="related"><p class="date">23.01.2031</p></aside>',
        '<div class="weather-widget"><p class="date">23.01.2031</p></div>',
        "<i></i>" * 40 + '<aside><p class="date">23.01.2031</p></aside>',
    ],
)
def test_a_part_of_something_else_or_far_from_the_headline_is_not(part: str) -> None:
    assert read_page(page("", part, lang="de"), "p.html").published is None


@pytest.mark.parametrize("around", ['<form action="a.aspx">', '<div class="teaser-body">'])
def test_a_part_with_the_whole_article_is_no_aside_whatever_it_is_called(around: str) -> None:
    told = f"{around}<h2>Bridge opens in Orlen</h2><h5>23.01.2031</h5>{TEXT * 5}"
    published = read_page(f"<html lang=de><title>Bridge opens in Orlen</title><body>{told}", "p.html").published
    assert published is not None
    assert published.value == "2031-01-23"


@pytest.mark.parametrize("around", ['<form action="a.aspx">', '<div class="teaser-body">', '<div class="related">'])
def test_a_short_part_beside_the_article_dates_nothing(around: str) -> None:
    other = f"{around}<h5>23.01.2031</h5><p>A subscription costs nine marks a month in all of Orlen.</p></form></div>"
    assert read_page(page("", other), "p.html").published is None


def test_the_first_post_of_a_page_without_a_headline_dates_it() -> None:
    posts = "".join(f'<p class="author">by lupa on {day}</p>{TEXT}' for day in ("26.10.2031", "30.05.2032"))
    foot = "<p class=current-time>Aktuelles Datum und Uhrzeit: 11.02.2033, 07:22</p>"
    published = read_page(f"<html lang=de><body>{'<div></div>' * 200}{posts}{foot}", "p.html").published
    assert published is not None
    assert published.value == "2031-10-26"


def test_a_day_within_a_sentence_is_no_byline() -> None:
    link = f"<p>{'The mayor has read what stands ' * 3}in <a>Bulletin of 15 April 2031</a></p>"
    assert read_page(page("", link), "p.html").published is None


def test_days_of_publication_of_other_stories_date_nothing() -> None:
    far = "<div><i></i></div>" * 80
    others = "<p>Published 4 March 2031</p><p>Published 5 March 2031</p>"
    assert read_page(page("", "", far + others), "p.html").published is None


def test_a_day_in_the_description_alone_is_a_guess() -> None:
    opened = read_page(
        page('<meta name="description" content="Dam opens (Notizia del 14 Gennaio 2031)">', ""), "p.html"
    )
    assert (opened.published, opened.guessed) == (None, "2031-01-14")


def test_a_birthday_beside_the_headline_is_no_day_of_publication() -> None:
    opened = read_page(page("", '<div class="info">28 January 1975</div>'), "p.html")
    assert opened.published is None


def test_the_day_that_readers_see_is_told_where_it_is_a_later_versions() -> None:
    opened = read_page(page(MODIFIED, '<p class="date">01.04.2033, 12:00 Uhr</p>', lang="de"), "p.html")
    assert opened.seen == "2033-04-01"
    assert opened.updated is not None
    note = "beside the headline stands 2033-04-01, the day of a later version or edition; published 2031-01-01"
    assert note in opened.notes


def test_the_day_of_the_edition_to_come_is_told_as_what_readers_see() -> None:
    evening = ld(datePublished="2031-12-09T19:00:49+01:00", dateModified="2031-12-09T17:14:32+01:00")
    opened = read_page(page(evening, '<span class="date">10.12.31</span>', lang="fr"), "p.html", URL)
    assert opened.published is not None
    assert (opened.published.value[:10], opened.seen) == ("2031-12-09", "2031-12-10")


WIKI = '<meta name="generator" content="MediaWiki 1.39.4">'


@pytest.mark.parametrize(
    ("head", "beside", "seen"),
    [
        (MODIFIED, '<p class="date">Aktualisiert: 01.04.2033</p>', "2033-04-01"),
        (MODIFIED, '<p class="date">By Ada Quill. Updated 2 May 2032</p>', "2032-05-02"),
        (MODIFIED, '<p class="date">1 January 2031 | Updated: 1 April 2033</p>', ""),
        (MODIFIED, '<p class="date">1 January 2031</p><p class="date">Updated: 1 April 2033</p>', ""),
        (MODIFIED, '<p class="date">Update of 2 May 2032</p><p class="date">Update of 3 May 2032</p>', ""),
        (MODIFIED, '<p class="date">Updated: 3 May 2030</p>', ""),
        (MODIFIED, "<i></i>" * 80 + '<p class="date">Updated: 1 April 2033</p>', ""),
        (MODIFIED + '<meta name="date" content="2033-04-01T12:00:00+02:00">', "", "2033-04-01"),
        (MODIFIED + '<meta name="date" content="2032-02-02T12:00:00+02:00">', "", ""),
        (MODIFIED + '<meta name="date" content="2033-04-01">', '<p class="date">1 January 2031</p>', ""),
        (MODIFIED + WIKI, "", "2033-04-01"),
        (MODIFIED, "", ""),
    ],
)  # fmt: skip
def test_an_update_is_the_day_that_a_page_gives_its_readers_where_it_gives_no_other(
    head: str, beside: str, seen: str
) -> None:
    opened = read_page(page(head, beside), "p.html")
    assert opened.published is not None
    assert (opened.published.value[:10], opened.seen, opened.notes) == ("2031-01-01", seen, ())


def test_the_day_of_a_version_of_what_the_page_tells_is_no_day_of_publication() -> None:
    assert read_page(page("", "<p>Version 3, 29 June 2007</p>"), "p.html").published is None


@pytest.mark.parametrize(("days", "told"), [((3, 4, 5), False), ((3, 4), True), ((3, 3, 3), True)])
def test_days_of_one_name_far_from_the_headline_are_of_other_stories(days: tuple[int, ...], told: bool) -> None:
    others = "".join(f'<p class="date">0{day}.05.2031</p>' for day in days)
    opened = read_page(page("", "<i></i>" * 80 + others, lang="de"), "p.html")
    assert (opened.published is not None) is told


def test_plain_words_of_publication_go_before_a_bare_word_that_may_tell_of_an_event() -> None:
    below = "<i></i>" * 200 + "<p>Erschienen am 26. Jan 2031</p><p>Die Brücke wurde am 23. Juni 2029 eröffnet.</p>"
    published = read_page(page("", "", below, "de"), "p.html").published
    assert published is not None
    assert published.value == "2031-01-26"

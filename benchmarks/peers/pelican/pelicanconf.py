"""Settings for Pelican: an author is an actor, a tag a topic, the archive the timeline."""

SITENAME = "Measured"
SITEURL = "https://measured.example"
PATH = "content"
ARTICLE_PATHS = ["items"]
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = False
DIRECT_TEMPLATES = ["index", "archives", "authors", "tags", "sitemap"]
ARCHIVES_SAVE_AS = "timeline.html"
AUTHORS_SAVE_AS = "actors.html"
TAGS_SAVE_AS = "topics.html"
SITEMAP_SAVE_AS = "sitemap.xml"
ARTICLE_URL = ARTICLE_SAVE_AS = "items/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "actors/{slug}.html"
TAG_URL = TAG_SAVE_AS = "topics/{slug}.html"
CATEGORY_SAVE_AS = ""
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None

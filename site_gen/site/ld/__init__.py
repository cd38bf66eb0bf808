"""What pages say to machines: schema.org as JSON-LD. `things` describes what pages are about, `graph` the pages.

One thing has one `@id` on all pages: the absolute address of its page with a fragment, since the page itself is another
thing. Without `base_url` there is no such address that would stay, so there is no JSON-LD at all.
"""

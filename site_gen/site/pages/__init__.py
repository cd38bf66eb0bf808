"""One file a page kind: a callable `(Frame) -> Iterable[Page]`. To add one: a file here, a row in `plan.PAGE_KINDS`."""

"""Which files a site consists of, and what each is made from: one module a kind of page."""

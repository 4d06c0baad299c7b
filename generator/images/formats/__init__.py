"""One module a format of images: where it keeps what must not be published."""

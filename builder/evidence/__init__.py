"""Who says what: every printed statement with the claims and sources that it rests on, as data and as a page."""

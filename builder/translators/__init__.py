"""What translators work with: every catalogue of a language, the room of each message, how far each language is."""

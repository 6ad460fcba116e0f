"""The parts of reading an article: its text, sentences, names, dates, statements and events. `inforce.read.article` puts them together."""

"""Reading a situation in somebody's own words: rules and word lists, or a model.

`reading.read` is where a text goes in: `scanning` cuts it once and fits the `lists` of a language
(`lexicons`) to it; `who`, `findings`, `weights` and `questions` make an `analysis` of that, and
`sheets` the sheet for a conversation. `model` asks a language model instead.
"""

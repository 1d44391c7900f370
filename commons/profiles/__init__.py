"""What a person shows of themselves: a portrait and two sentences, to members or to everybody."""

"""Other sites, beside which ours is measured. Only what drives them is here: they are installed as
their own documentation says, and nothing of theirs enters ours.
"""

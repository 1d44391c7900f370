"""What a told page is made of: a handful of blocks, none of which reaches the database schema."""

from cms.blocks.streams import WIDE, BlocksField, StepBlocks, StoryBlocks

__all__ = ["WIDE", "BlocksField", "StepBlocks", "StoryBlocks"]

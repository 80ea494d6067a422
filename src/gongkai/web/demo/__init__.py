"""The invented 青禾县: made by a seeded generator through the real services, all dates relative to the day it
is made."""

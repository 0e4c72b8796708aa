"""The sign-off of released versions: who has signed, what came back, who is missing."""

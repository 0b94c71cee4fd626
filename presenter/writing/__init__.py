"""What a person's keys and clicks mean in the text of a deck: text + place -> edits, offers, places. Pure; no Qt."""

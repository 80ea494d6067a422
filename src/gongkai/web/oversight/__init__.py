"""监督保障: registers, assessment, rectification, complaints, and the county board."""

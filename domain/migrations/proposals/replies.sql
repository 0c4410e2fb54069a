-- Which proposal another one answers: other times instead of those that did not suit.
ALTER TABLE proposals ADD COLUMN replies_to UUID REFERENCES proposals (id) ON DELETE RESTRICT DEFERRABLE;

CREATE UNIQUE INDEX "S2_one_reply" ON proposals (replies_to) WHERE replies_to IS NOT NULL;

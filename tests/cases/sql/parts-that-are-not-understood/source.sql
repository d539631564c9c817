CREATE TABLE kilns (
  id int PRIMARY KEY,
  heat strange(1, 2) WHOLLY UNKNOWN (TO ANYBODY) HERE,
  name weird 'text, (with' MORE,
  ,
  (odd),
  FOREIGN KEY (id),
  EXCLUDE THEM ALL,
  FOREIGN KEY (id) REFERENCES sites (id)
) UNHEARD OF OPTIONS (a, b) AND MORE;
CREATE TABLE ovens (id int UNHEARD OF);

CREATE TABLE kilns (id int);
CREATE TABLE ovens (id int);
ALTER TABLE kilns ADD COLUMN site_id int;
ALTER TABLE Kilns ADD FOREIGN KEY (site_id) REFERENCES sites (id);
ALTER TABLE kilns RENAME TO furnaces;
CREATE TABLE copies AS SELECT * FROM kilns;
DROP TABLE ovens;
DROP TABLE IF EXISTS never_there

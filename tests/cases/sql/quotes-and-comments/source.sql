/* CREATE TABLE commented (id int);
   it's over */
-- CREATE TABLE out (id int);
;;
CREATE /* here */ TABLE "a b" ( -- it's; one
  "x;""y" text DEFAULT E'it\'s; one',
  z text DEFAULT $q$it's; $q$ /* two;
  lines */
);
CREATE TABLE after_it (id int);
INSERT INTO t VALUES ('it is not closed
CREATE TABLE swallowed (id int);

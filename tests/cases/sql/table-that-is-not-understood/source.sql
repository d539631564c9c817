SELECT 1;
CREATE TABLE kilns )(;
CREATE TABLE ovens (id unheard of;
CREATE TABLE

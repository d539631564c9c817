-- MySQL dump 10.13  Distrib 8.0
/*!40101 SET NAMES utf8 */;

DROP TABLE IF EXISTS `orders`;
CREATE TABLE `orders` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'the id',
  `state` enum('a','b\'s;') CHARACTER SET utf8mb4 NOT NULL DEFAULT 'a',
  `at` datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  `extra` json DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `u` (`state`, `at`),
  KEY `ix` (`state`,`at`) USING BTREE,
  FULLTEXT KEY `f` (`state`),
  KEY `fx` ((lower(`state`))),
  CONSTRAINT `fk` FOREIGN KEY (`id`) REFERENCES `users` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COMMENT='Orders of people; it\'s all';

LOCK TABLES `orders` WRITE;
INSERT INTO `orders` VALUES (1,'it\'s; CREATE TABLE in_the_data (id int);');
UNLOCK TABLES;

DELIMITER ;;
CREATE TRIGGER x BEFORE INSERT ON orders FOR EACH ROW BEGIN
 CREATE TABLE in_a_trigger (x int);
END;;
DELIMITER ;

CREATE TABLE `b` (
  `id` int NOT NULL # it's a number
) ENGINE=InnoDB;
ALTER TABLE `b` ADD CONSTRAINT `q` FOREIGN KEY (`id`) REFERENCES `orders` (`id`);

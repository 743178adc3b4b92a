// Every suite of this folder, each imported for the tests it declares; test/core/host holds the list against the folder.
import './extension.suite.ts';

// Every suite of this folder, each imported for the tests it declares; test/core/host holds the list against the folder.
import './authoring.suite.ts';
import './extension.suite.ts';
import './sending.suite.ts';

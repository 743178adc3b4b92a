// Every suite of this folder, each imported for the tests it declares; test/core/host holds the list against the folder.
import './authoring.suite.ts';
import './commands.suite.ts';
import './endpoints.suite.ts';
import './extension.suite.ts';
import './history.suite.ts';
import './hostile.suite.ts';
import './loop.suite.ts';
import './navigation.suite.ts';
import './pages.suite.ts';
import './refusals.suite.ts';
import './responses.suite.ts';
import './runs.suite.ts';
import './sending.suite.ts';
import './signin.suite.ts';
import './tools.suite.ts';
import './welcome.suite.ts';
import './wholeGraph.suite.ts';

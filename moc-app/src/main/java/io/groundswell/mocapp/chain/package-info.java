/** Call chains: what an application does with a list, and whom it passes it on to. */
package io.groundswell.mocapp.chain;

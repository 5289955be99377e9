/** Reads what a request brings, and says what is wrong with it in the words of FastAPI. */
package io.groundswell.mocapp.input;

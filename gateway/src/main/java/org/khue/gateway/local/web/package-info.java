/// A small web server's parts for the local site: routes, sessions, forms, the page frame.
@NullMarked
package org.khue.gateway.local.web;

import org.jspecify.annotations.NullMarked;

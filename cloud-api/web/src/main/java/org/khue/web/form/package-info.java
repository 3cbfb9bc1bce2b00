/// Forms: typed fields that are read, checked and shown again with what was typed.
@NullMarked
package org.khue.web.form;

import org.jspecify.annotations.NullMarked;

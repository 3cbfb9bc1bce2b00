/// What every page shares: frame, language, assets.
@NullMarked
package org.khue.web;

import org.jspecify.annotations.NullMarked;

package org.khue.cloud;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.khue.cloud.platform.security.Acting;

/// Lets a class's tests see every row, as the program itself does; for
/// `@ExtendWith(ActingAsSystem.class)`.
public final class ActingAsSystem implements InvocationInterceptor {
  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    act(invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    act(invocation);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    act(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    act(invocation);
  }

  private static void act(Invocation<Void> invocation) throws Throwable {
    Throwable[] thrown = new Throwable[1];
    Acting.system("test")
        .run(() -> {
          try {
            invocation.proceed();
          } catch (Throwable e) {
            thrown[0] = e;
          }
        });
    if (thrown[0] != null) {
      throw thrown[0];
    }
  }
}
